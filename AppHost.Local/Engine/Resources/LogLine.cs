namespace Aspire.Hosting.Engine.Resources;

/// <summary>A line of a console log; numbers start at 1.</summary>
internal sealed record LogLine(string Text, bool IsError, int LineNumber);
