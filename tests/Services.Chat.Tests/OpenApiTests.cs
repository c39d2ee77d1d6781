using System.Net.Http.Json;
using System.Text.Json;

namespace Nanobot.Services.Chat.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_names_every_route_and_what_a_file_may_be_sent_as()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.Anonymous();

        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi.json")).GetProperty("paths");

        Assert.Equal(["/chat", "/sessions", "/sessions/{session_id}", "/workspace/files", "/workspace/files/{path}"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["application/octet-stream", "text/plain"],
            paths.GetProperty("/workspace/files/{path}").GetProperty("put").GetProperty("requestBody").GetProperty("content")
                .EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal));
    }
}
