using System.Text.Json;
using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Tests.Persistence;

public sealed class StoredToolCallTests
{
    // As it stands in the rows of every version; never change it to make the test pass.
    private const string Stored = """[{"id":"c1","name":"workspace_write","arguments":{"path":"a.md","content":"héron 苍鹭"}}]""";

    [Fact]
    public void Calls_are_stored_under_the_names_that_rows_have_had_all_along()
    {
        var calls = new[] { new StoredToolCall("c1", "workspace_write", JsonSerializer.SerializeToElement(new { path = "a.md", content = "héron 苍鹭" })) };

        Assert.Equal(Stored, StoredToolCall.Write(calls), ignoreCase: false);
        Assert.Null(StoredToolCall.Write([]));
    }

    [Fact]
    public void And_read_by_them()
    {
        var call = Assert.Single(StoredToolCall.Read(Stored));

        Assert.Equal(("c1", "workspace_write", "a.md"), (call.Id, call.Name, call.Arguments.GetProperty("path").GetString()));
        Assert.Empty(StoredToolCall.Read(null));
    }
}
