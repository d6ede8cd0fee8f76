package io.vmshare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HeadBudgetTest {

    @Test
    void add_overTheBudget_isToldUntilSomeIsGivenBack() {
        HeadBudget budget = new HeadBudget(100);

        assertThat(budget.add(100)).isTrue();
        assertThat(budget.add(1)).isFalse();
        assertThat(budget.add(-1)).isTrue();
        assertThat(budget.taken()).isEqualTo(100);
    }

    @Test
    void part_withoutRoom_takesNothingAndNeverHasAny() {
        HeadBudget budget = new HeadBudget(100);
        HeadBudget.Part first = budget.part();
        HeadBudget.Part second = budget.part();

        assertThat(first.hasRoomFor(60)).isTrue();
        assertThat(second.hasRoomFor(30)).isTrue();
        assertThat(second.hasRoomFor(50)).isFalse();
        assertThat(budget.taken()).isEqualTo(60);
        assertThat(second.hasRoomFor(0)).isFalse();

        assertThat(first.hasRoomFor(100)).isTrue();
        assertThat(first.hasRoomFor(0)).isTrue();
        assertThat(budget.taken()).isZero();
        first.giveBack();
        first.giveBack();
        assertThat(first.hasRoomFor(1)).isFalse();
        assertThat(budget.taken()).isZero();
    }
}
