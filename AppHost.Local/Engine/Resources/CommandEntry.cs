namespace Aspire.Hosting.Engine.Resources;

/// <summary>A command (<c>start</c>, <c>stop</c>, <c>restart</c>) and whether it makes sense in the present state.</summary>
internal sealed record CommandEntry(string Name, bool Enabled);
