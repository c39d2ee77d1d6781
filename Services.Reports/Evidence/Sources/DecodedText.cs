namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A document as text.</summary>
/// <param name="Text">Without its byte order mark.</param>
/// <param name="Encoding">The name of the encoding that it was read in.</param>
/// <param name="IsDamaged">Whether some bytes were no characters; U+FFFD stands for them.</param>
/// <param name="IsUnreadable">Whether so many were none that the encoding is a wrong one.</param>
internal sealed record DecodedText(string Text, string Encoding, bool IsDamaged, bool IsUnreadable);
