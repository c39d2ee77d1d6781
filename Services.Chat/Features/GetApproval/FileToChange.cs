namespace Nanobot.Services.Chat.Features.GetApproval;

/// <summary>A file that an approved call would change.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="BasedOn">The revision that it was at when the call was asked for, or null where it was not there. At another one the call cannot be approved any more.</param>
/// <param name="Revision">The revision that it is at, or null where it is not there.</param>
/// <param name="Diff">What would change, in the unified format of <c>diff -u</c>; null of what is decided, is no text, can be done no more or is too large to compare.</param>
internal sealed record FileToChange(string Path, long? BasedOn, long? Revision, string? Diff);
