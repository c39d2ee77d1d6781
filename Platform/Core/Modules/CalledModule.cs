namespace Nanobot.Platform.Core.Modules;

/// <summary>A module that this one calls; registered once for each client, so it may be there several times.</summary>
/// <param name="Name">For example <c>tenants</c>.</param>
public sealed record CalledModule(string Name);
