using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>The suite's Redis, which carries events and what can be lost.</summary>
/// <param name="WhenAway">What the module is while Redis does not answer.</param>
public sealed record ModuleCache(HealthStatus WhenAway) : ModuleStore("cache")
{
    /// <inheritdoc/>
    public override void Add(WebApplicationBuilder builder) => builder.AddModuleCache(Name, WhenAway);
}
