namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>A price file that is not what it should be; the message names the line and the reason.</summary>
internal sealed class MalformedQuotesException(int line, string reason) : Exception($"line {line}: {reason}");
