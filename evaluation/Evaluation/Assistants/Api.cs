using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Nanobot.Evaluation.Assistants;

/// <summary>One caller of the gateway, with its own credential.</summary>
internal sealed class Api(HttpClient http, string credential)
{
    /// <summary>Calls; what is not answered with a success fails with the problem that came back.</summary>
    public async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return JsonNode.Parse(await SendAsync(method, path, content, cancellationToken)) ?? new JsonObject();
    }

    /// <summary>Writes a file of the user's.</summary>
    public async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        using var content = new StringContent(text, Encoding.UTF8, "text/plain");
        await SendAsync(HttpMethod.Put, $"/workspace/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}", content, cancellationToken);
    }

    private async Task<string> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? text : throw new EvaluationFailedException($"{method} {path} was answered with {(int)response.StatusCode}: {text}");
    }
}
