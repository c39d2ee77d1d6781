using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Walks every list with parameters that are none.</summary>
[Collection(HttpSuiteCollection.Name)]
public sealed class QueryConformanceTests(HttpSuite suite)
{
    public static TheoryData<string> Doors => HttpConformanceTests.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_limit_or_cursor_that_is_none_is_refused_by_name(string name)
    {
        var door = suite.Doors[name];
        var lists = await ListsAsync(door);
        Assert.NotEmpty(lists);
        foreach (var operation in lists)
        {
            foreach (var query in new[]
            {
                "limit=5%00", "limit=%005", "limit=%2B5", "limit=+5", "limit=5+", "limit=5.0", "limit=5e0", "limit=0x5", "limit=-1", "limit=0", "limit=201", "limit=5,6", "limit=", "limit",
                "limit=%EF%BC%95", "limit=%D9%A5", "limit=5&limit=5", "limit=5&LIMIT=6", "limit=99999999999999999999", "limit=%", "limit=%zz", "limit=%FF",
                "cursor=", "cursor", "cursor=***", "cursor=AB", "cursor=%00", "cursor=A", "cursor=AAAA&cursor=AAAA", $"cursor={new string('A', 2000)}",
            })
            {
                var answer = await door.SendAsync("GET", $"{door.PathOf(operation)}?{query}", request => door.Authorize(request, operation.Access));
                Assert.True((answer.Status, answer.Code) == (400, "VALIDATION_FAILED"), $"{query}: {answer}");
                Assert.Contains($"\"{query.Split('=')[0]}\":", Encoding.UTF8.GetString(answer.Content), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Parameters_that_an_operation_does_not_know_cost_no_request(string name)
    {
        var door = suite.Doors[name];
        // What is deleted once is not there the second time.
        foreach (var operation in door.Operations.Where(static operation => operation.Verb != "DELETE"))
        {
            var plain = await door.SendAsync(operation);
            foreach (var query in new[] { "unknown=1", "&&&", "=5", "x=%", "x=%00", "x=%FF", "_method=DELETE", "limit[]=x" })
            {
                var answer = await door.SendAsync(operation, request => request.RequestUri = new Uri($"{request.RequestUri}?{query}"));
                Assert.True((plain.Status, plain.Code) == (answer.Status, answer.Code), $"{query}: {answer}, without it {plain}");
            }
        }
    }

    private static async Task<List<Operation>> ListsAsync(Door door)
    {
        var paths = JsonSerializer.Deserialize<JsonElement>((await door.SendAsync("GET", "/openapi.json")).Content).GetProperty("paths");
        return [.. door.Operations.Where(operation => operation.Verb == "GET"
            && paths.GetProperty(operation.DocumentPath).GetProperty("get").TryGetProperty("parameters", out var parameters)
            && parameters.EnumerateArray().Any(static parameter => parameter.GetProperty("name").GetString() == "limit"))];
    }
}
