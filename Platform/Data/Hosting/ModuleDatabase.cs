using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Data.Hosting;

/// <summary>A module's database. Without it the module is unhealthy.</summary>
/// <param name="Name">Name of its connection strings, for example <c>chatdb</c>.</param>
/// <param name="Migrations">The assembly that embeds its migrations.</param>
public sealed record ModuleDatabase(string Name, Assembly Migrations) : ModuleStore(Name)
{
    /// <inheritdoc/>
    public override void Add(WebApplicationBuilder builder) => builder.AddModuleDatabase(this);
}
