using System.Text.Json;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Walks every operation, at the gateway and at each module by itself, and holds it to HTTP as RFC 9110 and RFC 9111 have it.</summary>
[Collection(HttpSuiteCollection.Name)]
public sealed class HttpConformanceTests(HttpSuite suite)
{
    public static TheoryData<string> Doors => ["gateway", "tenants", "chat", "reports", "scheduler"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task The_operations_that_are_walked_are_those_of_the_document(string name)
    {
        var door = suite.Doors[name];
        var document = JsonSerializer.Deserialize<JsonElement>((await door.SendAsync("GET", "/openapi.json")).Content);

        var described = document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();

        Assert.NotEmpty(door.Operations);
        Assert.Equal(
            door.Operations.Select(static operation => $"{operation.Verb.ToLowerInvariant()} {operation.DocumentPath}").Order(StringComparer.Ordinal),
            described.Select(static operation => operation.Name).Order(StringComparer.Ordinal));
        foreach (var operation in door.Operations)
        {
            var responses = described.Single(found => found.Name == $"{operation.Verb.ToLowerInvariant()} {operation.DocumentPath}").Value.GetProperty("responses");
            var forms = responses.EnumerateObject().Where(static response => response.Name[0] == '2')
                .SelectMany(static response => response.Value.TryGetProperty("content", out var content) ? content.EnumerateObject().Select(static form => form.Name) : []);
            Assert.Equal(operation.Forms.Order(StringComparer.Ordinal), forms.Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task HEAD_answers_as_GET_does_without_content(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations.Where(static operation => operation.Verb == "GET"))
        {
            await AssertHeadAsync(door, door.PathOf(operation), request => door.Authorize(request, operation.Access));
            // Without a credential too: it asks for the same.
            await AssertHeadAsync(door, door.PathOf(operation), static _ => { });
        }

        foreach (var path in new[] { "/health", "/alive", "/openapi.json" }.Concat(name == "gateway" ? ["/docs", "/docs/index.html", "/docs/swagger-ui.css"] : ["/health/contract"]))
        {
            await AssertHeadAsync(door, path, static _ => { });
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task OPTIONS_tells_the_methods_of_a_path_to_anyone_and_any_other_method_is_refused_with_them(string name)
    {
        var door = suite.Doors[name];
        foreach (var path in door.Operations.GroupBy(door.PathOf))
        {
            // A path that takes the rest of it may be asked for without any rest, and one that is written out is one with a parameter too.
            var all = door.Operations.Where(operation => door.PathOf(operation) == path.Key || Takes(operation.Path, path.Key)
                || operation.Path.StartsWith($"{path.Key}/{{**", StringComparison.Ordinal));
            var methods = all.SelectMany(static operation => operation.Verb == "GET" ? ["GET", "HEAD"] : new[] { operation.Verb }).Append("OPTIONS").Distinct().Order().ToList();

            var options = await door.SendAsync("OPTIONS", path.Key);
            // Methods have a case: `get` is none that there is.
            var others = new[] { "PROPFIND", "TRACE", path.First().Verb.ToLowerInvariant(), "Options" };

            Assert.Equal((204, 0), (options.Status, options.Content.Length));
            Assert.Equal(methods, options.List("Allow").Order());
            foreach (var other in others)
            {
                var answer = await door.SendRawAsync($"{other} {path.Key} HTTP/1.1", door.CredentialOf(path.First().Access));
                Assert.True(answer.Status == 405 && answer.Text.Contains("METHOD_NOT_ALLOWED", StringComparison.Ordinal), $"{other} {path.Key}: {answer.Text}");
                Assert.Equal(methods, RawAnswer.List(answer, "Allow").Order());
            }
        }

        foreach (var path in new[] { "/health", "/alive", "/openapi.json" }.Concat(name == "gateway" ? ["/docs"] : []))
        {
            Assert.Equal(["GET", "HEAD", "OPTIONS"], (await door.SendAsync("OPTIONS", path)).List("Allow").Order());
            Assert.Equal(["GET", "HEAD", "OPTIONS"], (await door.SendAsync("POST", path)).List("Allow").Order());
        }

        Assert.Equal(404, (await door.SendAsync("OPTIONS", "/nowhere")).Status);

        static bool Takes(string template, string path)
        {
            var (parts, segments) = (template.Split('/'), path.Split('/'));
            return parts.Length == segments.Length && parts.Zip(segments).All(static pair => pair.First.StartsWith('{') || pair.First == pair.Second);
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task OPTIONS_of_the_whole_server_tells_what_it_takes_anywhere(string name)
    {
        var door = suite.Doors[name];
        var answer = await door.SendRawAsync("OPTIONS * HTTP/1.1");

        Assert.Equal(204, answer.Status);
        Assert.Equal(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"], RawAnswer.List(answer, "Allow").Order());
        Assert.Empty(RawAnswer.List(answer, "Vary").Except(["Origin"]));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Every_answer_says_that_it_is_kept_by_nobody_but_its_reader_and_what_it_varies_by(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations)
        {
            foreach (var answer in new[] { await door.SendAsync(operation), await door.SendAsync(operation, request => request.Headers.Remove(door.CredentialHeader)) })
            {
                var cache = answer.List("Cache-Control").ToList();
                Assert.True(cache.Contains("no-store") || (cache.Contains("private") && cache.Contains("no-cache") && answer["ETag"] is not null), $"{answer} {answer["Cache-Control"]}");
                string[] varies = operation.Access is Access.Anonymous or Access.Link ? [] : name == "gateway" ? ["Authorization", "X-API-Key"] : [door.CredentialHeader];
                Assert.Empty(varies.Except(answer.List("Vary")));
                Assert.Equal(answer.List("Vary").Distinct(StringComparer.OrdinalIgnoreCase), answer.List("Vary"));
                Assert.Equal(name == "gateway", answer.List("Vary").Contains("Origin"));
                Assert.True(name != "gateway" || !answer.List("Vary").Contains("X-Tenant-Context"), answer.ToString());
                Assert.True(operation.Forms.Count < 2 || answer.Status == 401 || answer.List("Vary").Contains("Accept"), answer.ToString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_credential_of_another_role_is_told_which_role_it_takes(string name)
    {
        var door = suite.Doors[name];
        var asked = 0;
        foreach (var operation in door.Operations)
        {
            (Access By, string Role)? wrong = operation.Access switch
            {
                Access.User => (Access.Admin, "role user."),
                Access.Member => (Access.Operator, "role user or tenant_admin."),
                Access.Admin => (Access.User, "role tenant_admin."),
                Access.Manager => (Access.User, "role tenant_admin or operator."),
                Access.Operator => (Access.User, "role operator."),
                _ => null,
            };
            if (wrong is var (by, role))
            {
                var answer = await door.SendAsync(operation, by: by);
                Assert.Equal((403, "PERMISSION_DENIED"), (answer.Status, answer.Code));
                Assert.EndsWith(role, answer.Detail, StringComparison.Ordinal);
                asked++;
            }
        }

        Assert.NotEqual(0, asked);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Header_values_outside_ASCII_cost_no_request(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations)
        {
            var plain = await door.SendAsync(operation);
            if (operation.Verb == "DELETE")
            {
                // What was made on the way here is gone by then.
                plain = await door.SendAsync(operation);
            }

            foreach (var (header, value) in new[]
            {
                ("User-Agent", "café/1.0 中文客户端 😀"), ("Accept-Language", "中"), ("Referer", "http://host/ü"), ("X-Anything", "é"), (Door.Octets, "caf\u00e9 \u00ff"),
                ("tracestate", "é=ü"), ("baggage", "k=é"), ("traceparent", "é"),
            })
            {
                var answer = await door.SendAsync(operation, request => request.Headers.TryAddWithoutValidation(header, value));
                Assert.True((plain.Status, plain.Code) == (answer.Status, answer.Code), $"{header}: {answer}, without it {plain}");
            }

            // A trace that is valid and would go on, with a state that is not.
            var traced = await door.SendAsync(operation, static request =>
            {
                request.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                request.Headers.TryAddWithoutValidation("tracestate", "a=é, ü=1");
            });
            Assert.True((plain.Status, plain.Code) == (traced.Status, traced.Code), $"{traced}, without it {plain}");
        }
    }

    private static async Task AssertHeadAsync(Door door, string path, Action<HttpRequestMessage> authorize)
    {
        var get = await door.SendAsync("GET", path, authorize);
        var head = await door.SendAsync("HEAD", path, authorize);

        Assert.True((get.Status, 0) == (head.Status, head.Content.Length), $"{head}, {get}");
        Assert.Equal(Comparable(get), Comparable(head));
        Assert.True(head["Content-Length"] is null or "0" || head["Content-Length"] == get["Content-Length"] || get["Content-Length"] is null, $"{head} {head["Content-Length"]}");
    }

    // What is known only once the content has been made may be left out (RFC 9110, 9.3.2), and the time and what is left may have moved on.
    private static IEnumerable<string> Comparable(Answer answer) => answer.Headers
        .Where(static header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding" or "traceparent" or "RateLimit"))
        .Select(static header => $"{header.Key}: {header.Value}").Order(StringComparer.OrdinalIgnoreCase);
}
