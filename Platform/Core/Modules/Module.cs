namespace Nanobot.Platform.Core.Modules;

/// <summary>The module that this process is: on every signal, and in its health contract.</summary>
/// <param name="Name">For example <c>chat</c>.</param>
/// <param name="Version">The product's version.</param>
public sealed record Module(string Name, string Version);
