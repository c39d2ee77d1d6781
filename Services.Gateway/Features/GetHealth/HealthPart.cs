using System.Text.Json;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Gateway.Sockets;

namespace Nanobot.Services.Gateway.Features.GetHealth;

/// <summary>The suite's health, for whoever opens a socket.</summary>
internal sealed class HealthPart(SuiteHealth health) : ISnapshotPart
{
    public string Name => "health";

    public async Task<JsonElement?> TakeAsync(HttpContext http, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeToElement(await health.AskAsync(cancellationToken), Json.Wire);
}
