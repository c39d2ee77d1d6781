using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Routing;

namespace Nanobot.Services.Gateway.Features.GetApiDocument;

/// <summary>Fetches the modules' own OpenAPI documents.</summary>
internal sealed partial class ModuleDocuments(IHttpClientFactory clients, TimeProvider time, ILogger<ModuleDocuments> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, JsonObject> _last = new(StringComparer.Ordinal);

    /// <summary>
    /// The document; while the module does not give one, its last, as what an API is does not change with who is away. Null
    /// where there was none yet.
    /// </summary>
    public async Task<JsonObject?> FetchAsync(string module, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(ModuleClients.NameOf(module));
            using var response = await client.GetAsync(new Uri("openapi.json", UriKind.Relative), both.Token);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync(both.Token);
            return await JsonNode.ParseAsync(body, cancellationToken: both.Token) is JsonObject document
                ? _last[module] = document
                : throw new JsonException("It is not an object.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            Log.NoDocument(logger, module, exception.GetType().Name);
            return _last.GetValueOrDefault(module);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The module {Module} gives no OpenAPI document at the moment ({Reason})")]
        public static partial void NoDocument(ILogger logger, string module, string reason);
    }
}
