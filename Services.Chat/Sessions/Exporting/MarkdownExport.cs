using System.Buffers;
using System.Globalization;
using System.Text;

namespace Nanobot.Services.Chat.Sessions.Exporting;

/// <summary>
/// An export for people. What user and assistant said stands as it was said; what tools were passed and gave back is fenced, by fences longer than any
/// that it holds.
/// </summary>
internal sealed class MarkdownExport(IBufferWriter<byte> output) : IExportFormat
{
    private const string Fence = "```";

    public void Begin(SessionSummary session) => Write(string.Create(CultureInfo.InvariantCulture,
        $"# {string.Concat(session.Title.Select(static sign => char.IsControl(sign) ? ' ' : sign))}\n\nSession {session.SessionId}, turns: {session.Turns}, {session.CreatedAt:u} to {session.UpdatedAt:u}.\n"));

    public void Message(HistoryMessage message)
    {
        var who = message.Role switch { "user" => "User", "assistant" => "Assistant", _ => $"Result of {Code(message.ToolName ?? "a tool")}" };
        Write(string.Create(CultureInfo.InvariantCulture, $"\n## {message.Number}. {who}, {message.CreatedAt:u}\n"));
        if (message.Role == "tool")
        {
            WriteFenced(message.Content, "");
        }
        else if (message.Content.Length > 0)
        {
            Write($"\n{message.Content}\n");
        }

        foreach (var call in message.ToolCalls)
        {
            Write($"\nCalls {Code(call.Name)}:\n");
            WriteFenced(call.Arguments.GetRawText(), "json");
        }
    }

    public void Unreadable(string number) => Write($"\n## {number}.\n\n*This message cannot be read.*\n");

    public void End()
    {
    }

    // Names of tools are the model's: they may be anything.
    private static string Code(string name) => $"`{name.ReplaceLineEndings(" ").Replace('`', '\'')}`";

    private void WriteFenced(string text, string language)
    {
        var fence = Fence.PadRight(LongestRun(text, '`') + 1, '`');
        Write($"\n{fence}{language}\n{text}\n{fence}\n");
    }

    private static int LongestRun(string text, char sign)
    {
        var (longest, run) = (0, 0);
        foreach (var other in text)
        {
            run = other == sign ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
