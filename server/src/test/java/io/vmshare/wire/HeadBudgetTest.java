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
}
