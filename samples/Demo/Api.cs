using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Samples.Demo;

/// <summary>One caller of the gateway, with its own credential, as an application would be.</summary>
internal sealed class Api(HttpClient http, string? credential)
{
    /// <summary>Calls and requires the given status; anything else fails the demo with the problem that came back.</summary>
    public async Task<JsonNode> CallAsync(
        HttpMethod method, string path, JsonNode? body, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, "application/json", cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode != expected)
        {
            throw new DemoFailedException($"{method} {path} answered {(int)response.StatusCode} instead of {(int)expected}: {text}");
        }

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text) ?? new JsonObject();
    }

    /// <summary>The answer's status and text.</summary>
    public async Task<(HttpStatusCode Status, string Text)> TryAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, null, "application/json", cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>A text in the media type <paramref name="accept"/>.</summary>
    public async Task<string> TextAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, accept, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync(cancellationToken)
            : throw new DemoFailedException($"GET {path} as {accept} answered {(int)response.StatusCode}.");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, JsonNode? body, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (credential is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await http.SendAsync(request, cancellationToken);
    }
}
