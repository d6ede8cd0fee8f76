-- wrk -s wrk.lua URL -- fixed | paced MS | spread N | range SIZE BYTES | mix N SIZE BYTES ENTRIES     (prints one line of JSON)
function init(args)
  local mode = args[1] or "fixed"
  if mode == "fixed" then return end
  if mode == "paced" then     -- each connection rests so long before each request
    local rest = tonumber(args[2])
    function delay() return rest end
    return
  end
  local list, i = {}, 0
  math.randomseed(tonumber(tostring({}):match("0x(%x+)") or "1", 16) % 2147483647)
  local function spread(n)
    for k = 1, n do list[#list + 1] = wrk.format("GET", string.format("/spread/%05d.bin", k - 1)) end
  end
  local function ranges(n, path, size, bytes)
    for k = 1, n do
      local from = math.random(0, size - bytes)
      list[#list + 1] = wrk.format("GET", path, { Range = string.format("bytes=%d-%d", from, from + bytes - 1) })
    end
  end
  if mode == "spread" then
    spread(tonumber(args[2]))
  elseif mode == "range" then
    ranges(4096, wrk.path, tonumber(args[2]), tonumber(args[3]))
  else    -- everything a client asks for, mostly small files
    spread(tonumber(args[2]))
    ranges(500, "/big.bin", tonumber(args[3]), tonumber(args[4]))
    for k = 1, 100 do list[#list + 1] = wrk.format("GET", "/missing-" .. k) end
    for k = 1, 20 do list[#list + 1] = wrk.format("GET", "/list/" .. args[5] .. "/") end
    for k = #list, 2, -1 do
      local other = math.random(k)
      list[k], list[other] = list[other], list[k]
    end
  end
  i = math.random(1, #list)
  function request()
    i = i % #list + 1
    return list[i]
  end
end

function done(s, latency)
  local e = s.errors
  print(string.format('{"requests":%d,"us":%d,"bytes":%d,"p50":%d,"p99":%d,"sock":%d,"status":%d,"timeout":%d}',
    s.requests, s.duration, s.bytes, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write, e.status, e.timeout))
end
