namespace Nanobot.Platform.Ai.Offline;

/// <summary>A tool that the offline model calls.</summary>
/// <param name="Tool">Name of the tool.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record OfflineCall(string Tool, Dictionary<string, object?> Arguments);
