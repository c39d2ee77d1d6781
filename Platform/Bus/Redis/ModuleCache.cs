using Microsoft.AspNetCore.Builder;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// The suite's Redis, which carries events and what can be lost. Without it a module is degraded: it goes on working, and its
/// events wait in the outbox.
/// </summary>
public sealed record ModuleCache() : ModuleStore("cache")
{
    /// <inheritdoc/>
    public override void Add(WebApplicationBuilder builder)
    {
        builder.AddModuleCache(Name);
        builder.AddRegistration();
    }
}
