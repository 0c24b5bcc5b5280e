-- Reads organizations, each request another one. Needs TOKEN, and in ORGANIZATIONS a file of their identifiers.
local token = os.getenv("TOKEN")
local organizations = {}
for line in io.lines(os.getenv("ORGANIZATIONS")) do
  organizations[#organizations + 1] = line
end

function init()
  math.randomseed(os.time())
  wrk.headers["Authorization"] = "Bearer " .. token
end

function request()
  return wrk.format(nil, "/api/organizations/" .. organizations[math.random(#organizations)])
end

function done(summary)
  local errors = summary.errors
  io.write(string.format("errors: connect %d, read %d, write %d, status %d, timeout %d\n",
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
