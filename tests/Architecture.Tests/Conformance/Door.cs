using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>A server of the suite, the gateway or a module by itself, with the operations that it answers and credentials for each.</summary>
internal sealed partial record Door(string Name, Uri Address, IReadOnlyList<Operation> Operations, string CredentialHeader, Action<HttpRequestMessage, Access> Authorize) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = static (name, _) => name == Octets ? Encoding.Latin1 : Encoding.UTF8,
    });

    /// <summary>A header whose value is sent octet by octet, whatever they are.</summary>
    public const string Octets = "X-Octets";

    /// <summary>Values that lead to something, where there is something.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Sends what the operation asks for, by somebody who may; asserts of the answer what holds for each.</summary>
    public Task<Answer> SendAsync(Operation operation, Action<HttpRequestMessage>? change = null, Access? by = null) =>
        SendAsync(operation.Verb, PathOf(operation), request =>
        {
            if (operation.Verb is not ("GET" or "DELETE"))
            {
                request.Content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            }

            Authorize(request, by ?? operation.Access);
            change?.Invoke(request);
        });

    public async Task<Answer> SendAsync(string method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        change?.Invoke(request);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await Answer.ReadAsync($"{Name} {method} {path}", response);
    }

    /// <summary>Sends a head as it is written, with <c>Host</c> and <c>Connection: close</c>, no well-behaved client would.</summary>
    public Task<RawAnswer> SendRawAsync(string requestLine, params IReadOnlyList<string> headers) => RawAnswer.AskAsync(Address, [requestLine, .. headers], "");

    /// <summary>The lines of the headers by which somebody who may is known.</summary>
    public IReadOnlyList<string> CredentialOf(Access access)
    {
        using var request = new HttpRequestMessage();
        Authorize(request, access);
        return [.. request.Headers.Select(static header => $"{header.Key}: {string.Join(", ", header.Value)}")];
    }

    public string PathOf(Operation operation) => Braces().Replace(operation.DocumentPath, match => Values.GetValueOrDefault(match.Groups[1].Value, "00000000-0000-4000-8000-000000000000"));

    public void Dispose() => _client.Dispose();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Braces();
}
