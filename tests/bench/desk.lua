-- What 20 people at the desk ask for, one after another: a search, a departure, the pages of the day.
local cookie, token, runs = os.getenv("COOKIE"), os.getenv("TOKEN"), {}
for run in io.lines(os.getenv("RUNS")) do runs[#runs + 1] = run end
local asked = math.random(1, 1000)
-- Everybody of the made-up province has one of four stems for a family name: with the stem alone a
-- quarter of all answer, so a character or letter of the given name is asked for too, which as many
-- bear as bear the most common family names.
local texts = { "0375", "1234", "csl", "测试兰", "slj", "JN-COACH", "演示洋", "ysy" }

request = function()
  asked = asked + 1
  local headers = { ["Accept-Language"] = "zh" }
  local kind = asked % 4
  if kind == 0 then
    headers["Cookie"], headers["X-Homeward-Token"], headers["Content-Type"] = cookie, token, "application/json"
    return wrk.format("POST", "/api/v1/riders/find", headers, '{"text":["' .. texts[asked % #texts + 1] .. '"]}')
  end
  if kind == 1 then return wrk.format("GET", "/api/v1/runs/" .. runs[asked * 7 % #runs + 1] .. "/seats", headers) end
  local pages = { "/api/v1/status", "/api/v1/lists", "/api/v1/stations", "/api/v1/told", "/api/v1/reconcile", "/api/v1/runs?date=2018-02-07" }
  return wrk.format("GET", pages[asked % #pages + 1], headers)
end

done = function(summary, latency)
  io.write(string.format("%d answers, %.1f a second; p50 %.1f ms, p99 %.1f ms, worst %.1f ms; %d not 2xx, %d broken\n",
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, summary.errors.status, summary.errors.read + summary.errors.write + summary.errors.connect + summary.errors.timeout))
end
