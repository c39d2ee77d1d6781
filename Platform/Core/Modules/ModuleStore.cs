using Microsoft.AspNetCore.Builder;

namespace Nanobot.Platform.Core.Modules;

/// <summary>A store that a module works on: its connection and what the module's health says of it come together.</summary>
/// <param name="Name">Name of its connection string, for example <c>chatdb</c>.</param>
public abstract record ModuleStore(string Name)
{
    /// <summary>Connects it and adds its health check; before the application is built.</summary>
    public abstract void Add(WebApplicationBuilder builder);
}
