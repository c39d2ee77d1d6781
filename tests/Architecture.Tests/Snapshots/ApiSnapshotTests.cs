using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Architecture.Tests.Conformance;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What each module and the gateway offer is what was published: operations and members come, and none goes or asks for more.</summary>
[Collection(HttpSuiteCollection.Name)]
public sealed class ApiSnapshotTests(HttpSuite suite)
{
    public static TheoryData<string> Names => ["gateway", "tenants", "chat", "reports", "scheduler"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_that_was_offered_is_gone_or_asks_for_more(string name)
    {
        using var client = new HttpClient { BaseAddress = suite.Doors[name].Address };
        var now = ApiLines.Of(await client.GetFromJsonAsync<JsonElement>("/openapi.json"));
        var file = $"{name}.api.txt";

        Assert.NotEmpty(now);
        if (Frozen.Find(file) is { } was)
        {
            Assert.Equal([], ApiChange.Breaks(was.Split('\n', StringSplitOptions.RemoveEmptyEntries), now));
        }

        Frozen.Is(file, string.Join('\n', now) + "\n");
    }
}
