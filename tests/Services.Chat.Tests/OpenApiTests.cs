using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_names_every_route_and_what_a_file_may_be_sent_as()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.Anonymous();

        var document = await ApiDocument.ReadAsync(client);
        var paths = document.GetProperty("paths");

        Assert.Equal(["/approvals", "/approvals/{approval_id}", "/chat", "/internal/tenants/{tenant_id}/usage", "/internal/workspace/notes",
            "/memory", "/memory/undo", "/memory/{fact_id}", "/memory/{fact_id}/accept", "/memory/{fact_id}/reject", "/models/test", "/notifications", "/notifications/{notification_id}",
            "/runs", "/runs/{run_id}", "/runs/{run_id}/cancel", "/runs/{run_id}/events", "/sessions", "/sessions/{session_id}", "/sessions/{session_id}/branch", "/sessions/{session_id}/export", "/sessions/{session_id}/regenerate",
            "/v1/chat/completions", "/v1/models", "/v1/models/{model}", "/workspace/clone", "/workspace/diff/{path}", "/workspace/export", "/workspace/files", "/workspace/files/{path}",
            "/workspace/history/{path}", "/workspace/import", "/workspace/move", "/workspace/restore", "/workspace/search", "/workspace/stats", "/workspace/templates", "/workspace/templates/{path}"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["application/octet-stream", "text/plain"],
            paths.GetProperty("/workspace/files/{path}").GetProperty("put").GetProperty("requestBody").GetProperty("content")
                .EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["application/json", "text/event-stream"], Forms("/chat", "post"));
        Assert.Equal(["text/event-stream"], Forms("/runs/{run_id}/events", "get"));
        Assert.Equal(["application/json", "text/event-stream"], Forms("/sessions/{session_id}/regenerate", "post"));
        Assert.Equal(["application/json", "text/event-stream"], Forms("/approvals/{approval_id}", "post"));
        Assert.Equal(["application/json", "text/markdown"], Forms("/sessions/{session_id}/export", "get"));
        Assert.Equal(["application/octet-stream", "text/plain"], Forms("/workspace/files/{path}", "get"));
        Assert.Equal(["application/octet-stream", "text/plain"], Forms("/workspace/templates/{path}", "get"));
        Assert.Equal(["application/zip"], Forms("/workspace/export", "get"));
        Assert.Equal(["text/plain"], Forms("/workspace/diff/{path}", "get"));
        Assert.Empty(ApiDocument.Faults(document));
        Assert.Equal(["message"], document.Schema("ChatRequest").Required());

        IEnumerable<string> Forms(string path, string method) => paths.GetProperty(path).GetProperty(method).GetProperty("responses").GetProperty("200")
            .GetProperty("content").EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal);
    }
}
