using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Platform.Core.Modules;

/// <summary>A topic that a module takes up: what handles it and what listens to it come together, so that neither is forgotten.</summary>
/// <param name="name">The topic's name.</param>
public abstract class ModuleTopic(string name)
{
    /// <summary>The topic's name.</summary>
    public string Name { get; } = name;

    /// <summary>Registers the handler; before the application is built.</summary>
    public abstract void AddHandler(IServiceCollection services);

    /// <summary>Takes the topic up; after the application is built.</summary>
    public abstract void Map(WebApplication app);
}
