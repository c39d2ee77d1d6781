using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>Console lines as messages of bounded size: the dashboard takes at most 16 MB in one.</summary>
internal static class LogMessages
{
    /// <summary>Characters in one message and so in one line; four bytes each in the worst case.</summary>
    public const int MaxCharacters = 1_000_000;

    public static IEnumerable<WatchResourceConsoleLogsUpdate> ToMessages(IReadOnlyList<LogLine> lines)
    {
        var message = new WatchResourceConsoleLogsUpdate();
        var characters = 0;
        foreach (var line in lines)
        {
            var text = line.Text.Length <= MaxCharacters ? line.Text : line.Text[..MaxCharacters];
            if (characters + text.Length > MaxCharacters)
            {
                yield return message;
                message = new WatchResourceConsoleLogsUpdate();
                characters = 0;
            }

            characters += text.Length;
            message.LogLines.Add(new ConsoleLogLine { Text = text, IsStdErr = line.IsError, LineNumber = line.LineNumber });
        }

        if (message.LogLines.Count > 0)
            yield return message;
    }
}
