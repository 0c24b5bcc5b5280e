-- Sets the seats of licenses, each request those of another organization. Needs TOKEN, and in ORGANIZATIONS a file of their identifiers.
local token = os.getenv("TOKEN")
local organizations = {}
for line in io.lines(os.getenv("ORGANIZATIONS")) do
  organizations[#organizations + 1] = line
end
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init()
  math.randomseed(os.time() + id)
  wrk.method = "PUT"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. token
  wrk.headers["If-Match"] = "*"
end

function request()
  local organization = organizations[math.random(#organizations)]
  local body = string.format('{"seats":%d,"reason":"measured"}', math.random(10, 1000000))
  return wrk.format(nil, "/api/organizations/" .. organization .. "/license/seats", nil, body)
end

function done(summary)
  local errors = summary.errors
  io.write(string.format("errors: connect %d, read %d, write %d, status %d, timeout %d\n",
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
