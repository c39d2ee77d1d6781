using Microsoft.AspNetCore.Builder;

namespace Nanobot.Platform.Core.Modules;

/// <summary>A topic that a module takes up: what handles it and what listens to it come together, so that neither is forgotten.</summary>
/// <param name="name">The topic's name.</param>
public abstract class ModuleTopic(string name)
{
    /// <summary>The topic's name.</summary>
    public string Name { get; } = name;

    /// <summary>Registers the handler; before the application is built.</summary>
    public abstract void AddHandler(WebApplicationBuilder builder);

    /// <summary>Takes the topic up, where that needs more than its handler; after the application is built.</summary>
    public virtual void Map(WebApplication app)
    {
    }
}
