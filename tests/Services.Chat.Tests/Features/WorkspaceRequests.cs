using System.Text;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>Requests for files with headers of their own.</summary>
internal static class WorkspaceRequests
{
    public static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/workspace/files/{path}");
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> PutAsync(
        HttpClient client, string path, string content, string type = "text/plain", string? match = null, string? noneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/workspace/files/{path}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) { Headers = { ContentType = new(type) } },
        };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (noneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        }

        return await client.SendAsync(request);
    }
}
