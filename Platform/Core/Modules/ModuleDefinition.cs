using Microsoft.AspNetCore.Builder;

namespace Nanobot.Platform.Core.Modules;

/// <summary>
/// All that a module is, as a value: its own process, several modules in one process, the migrations and the tests read the
/// same one. Each module that is built from its definition has a container of its own.
/// </summary>
public sealed record ModuleDefinition
{
    /// <summary>For example <c>chat</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it works on, its database with the migrations among them; its health is that of its stores.</summary>
    public IReadOnlyList<ModuleStore> Stores { get; init; } = [];

    /// <summary>Registers what it needs, beyond its stores, its topics and what all modules share.</summary>
    public required Action<WebApplicationBuilder> Services { get; init; }

    /// <summary>Its own pipeline, which authenticates by itself. Null: the one that the services share, with the signed context as credential.</summary>
    public Action<WebApplication>? Pipeline { get; init; }

    /// <summary>Maps its endpoints.</summary>
    public required Action<WebApplication> Endpoints { get; init; }

    /// <summary>Every topic that it takes up or hears, with its handler.</summary>
    public IReadOnlyList<ModuleTopic> Topics { get; init; } = [];

    /// <summary>Every topic that it publishes to, by its name.</summary>
    public IReadOnlyList<string> Publishes { get; init; } = [];
}
