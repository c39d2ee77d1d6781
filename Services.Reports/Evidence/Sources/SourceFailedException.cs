namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A source gave nothing usable; the message says why, for the report's list of sources.</summary>
internal sealed class SourceFailedException(string reason, Exception? inner = null) : Exception(reason, inner);
