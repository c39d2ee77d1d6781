-- The same turn of a conversation again and again. TURN_PATH, TURN_BODY, and TURN_HEADERS: "Name: value" lines.
wrk.method = 'POST'
wrk.path = os.getenv('TURN_PATH')
wrk.body = os.getenv('TURN_BODY')
wrk.headers['Content-Type'] = 'application/json'
for name, value in os.getenv('TURN_HEADERS'):gmatch('([^\n:]+): ([^\n]+)') do wrk.headers[name] = value end
