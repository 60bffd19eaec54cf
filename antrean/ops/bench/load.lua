-- Posts another pass each time: thread n of t has every t-th line of the file, from line n on.
local threads = {}

function setup(thread)
  thread:set("nth", #threads)
  table.insert(threads, thread)
end

function init(args)
  local path, login, step = args[1], args[2], tonumber(args[3])
  local lines = 0
  passes, turn, ran_out = {}, 0, 0
  for line in io.lines(path) do
    if lines % step == nth then passes[#passes + 1] = line end
    lines = lines + 1
  end
  before = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host ..
    "\r\nCookie: " .. login .. "\r\nContent-Type: application/x-www-form-urlencoded" ..
    "\r\nContent-Length: "
end

function request()
  turn = turn + 1
  local pass = passes[turn]
  if pass == nil then
    ran_out = 1
    wrk.thread:stop()
    pass = "none"
  end
  return before .. (#pass + 5) .. "\r\n\r\npass=" .. pass
end

function done(summary, latency, requests)
  local out = 0
  for _, thread in ipairs(threads) do out = out + thread:get("ran_out") end
  local errors = summary.errors
  io.write(string.format(
    '\n{"answers":%d,"refused":%d,"broken":%d,"seconds":%f,"p50_ms":%f,"p99_ms":%f,"ran_out":%d}\n',
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, out))
end
