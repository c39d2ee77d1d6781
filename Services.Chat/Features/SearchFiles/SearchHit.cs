namespace Nanobot.Services.Chat.Features.SearchFiles;

/// <summary>A file that has what was searched for.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">The revision that it is at.</param>
/// <param name="UpdatedAt">When it was written last.</param>
/// <param name="InName">Whether its path has the words.</param>
/// <param name="Line">Number of the first line that has them, from 1; null where the text has not.</param>
/// <param name="Excerpt">What is around them there, or null.</param>
internal sealed record SearchHit(string Path, int Bytes, long Revision, DateTimeOffset UpdatedAt, bool InName, int? Line, string? Excerpt);
