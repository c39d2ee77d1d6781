using System.Reflection;

namespace Nanobot.Platform.Core.Modules;

/// <summary>A module's database.</summary>
/// <param name="Name">Name of its connection strings, for example <c>chatdb</c>.</param>
/// <param name="Migrations">The assembly that embeds its migrations.</param>
public sealed record ModuleDatabase(string Name, Assembly Migrations);
