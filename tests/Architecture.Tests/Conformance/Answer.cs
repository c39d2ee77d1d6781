using System.Text.Json;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>An answer, of which holds already what holds for every one: no failure of ours, and each refusal is a problem document with a code.</summary>
internal sealed record Answer(string Request, int Status, string? Code, string? Detail, IReadOnlyDictionary<string, string> Headers, byte[] Content)
{
    // A name that comes twice is read in one way by some clients, in another by others.
    private static readonly JsonSerializerOptions OneOfEach = new() { AllowDuplicateProperties = false };

    public static async Task<Answer> ReadAsync(string request, HttpResponseMessage response)
    {
        // Of what has no end the head is the answer.
        var isEndless = response.IsSuccessStatusCode && response.RequestMessage!.RequestUri!.AbsolutePath == Operations.Gateway.StreamEvents.Path;
        var content = isEndless ? [] : await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var status = (int)response.StatusCode;
        Assert.True(status < 500, $"{request}: {status} {System.Text.Encoding.UTF8.GetString(content)}");
        Assert.Equal("nosniff", headers.GetValueOrDefault("X-Content-Type-Options"));
        if (status < 400 || content.Length == 0)
        {
            Assert.True(status < 400 || response.RequestMessage!.Method == HttpMethod.Head, $"{request}: {status} says nothing");
            return new Answer(request, status, null, null, headers, content);
        }

        var problem = JsonSerializer.Deserialize<JsonElement>(content, OneOfEach);
        if (response.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/v1/", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            var error = problem.GetProperty("error");
            return new Answer(request, status, error.GetProperty("code").GetString(), error.GetProperty("message").GetString(), headers, content);
        }

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return new Answer(request, status, problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString(), headers, content);
    }

    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>The values of a header that is a list.</summary>
    public IEnumerable<string> List(string header) => (this[header] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"{Request}: {Status} {Code} {Detail}";
}
