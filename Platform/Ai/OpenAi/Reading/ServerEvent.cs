using System.Text;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>What came at once: the data of one server-sent event, or a whole body.</summary>
/// <param name="Type">The event's type, if it has one.</param>
/// <param name="Data">UTF-8 text; of the reader's buffer, and gone with the next event.</param>
/// <param name="IsBody">Whether it is all that the server sent.</param>
/// <param name="IsCutOff">Whether the response ended within it.</param>
internal readonly record struct ServerEvent(string? Type, ReadOnlyMemory<byte> Data, bool IsBody, bool IsCutOff)
{
    /// <summary>Whether it is the mark of the end.</summary>
    public bool IsEnd => IsDone(Data.Span);

    public static bool IsDone(ReadOnlySpan<byte> data) => Ascii.EqualsIgnoreCase(data.Trim(" \t\""u8), "[DONE]"u8);
}
