using System.Text.Json.Nodes;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Modules;
using Nanobot.Services.Gateway.Routing;

namespace Nanobot.Services.Gateway.Features.GetApiDocument;

/// <summary>
/// The merged document as UTF-8, made at most twice a minute. It is whole or refused: whoever makes a client of it would not
/// see what is missing.
/// </summary>
internal sealed class SuiteDocument(
    ModuleDocuments documents, [FromKeyedServices("v1")] IOpenApiDocumentProvider own, Module self, TimeProvider time)
{
    private static readonly TimeSpan Complete = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Incomplete = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private readonly SingleFlight<string, MadeDocument> _making = new(Deadline, time);
    private readonly ExpiringCache<string, MadeDocument> _made = new(2, time);

    public Task<MadeDocument> GetAsync(CancellationToken cancellationToken) => _made.TryGet("all", out var document)
        ? Task.FromResult(document)
        : _making.RunAsync("all", MakeAsync, cancellationToken);

    private async Task<MadeDocument> MakeAsync(CancellationToken cancellationToken)
    {
        var merger = new DocumentMerger();
        merger.Add(self.Name, await OwnAsync(cancellationToken), static _ => true);
        var fetched = await Task.WhenAll(RouteTable.Modules.Select(module => documents.FetchAsync(module, cancellationToken)));
        var missing = new List<string>();
        foreach (var (module, document) in RouteTable.Modules.Zip(fetched))
        {
            if (document is null)
            {
                missing.Add(module);
            }
            else
            {
                merger.Add(module, document);
            }
        }

        var made = new MadeDocument(missing.Count == 0 ? JsonSerializer.SerializeToUtf8Bytes(merger.Build(self.Version)) : null, missing);
        _made.Set("all", made, time.GetUtcNow() + (missing.Count == 0 ? Complete : Incomplete));
        return made;
    }

    private async Task<JsonObject> OwnAsync(CancellationToken cancellationToken)
    {
        var document = await own.GetOpenApiDocumentAsync(cancellationToken);
        return (JsonObject)JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!;
    }
}
