namespace Nanobot.Platform.Web.Reading;

/// <summary>What a server answered.</summary>
/// <param name="Address">Where it was in the end.</param>
/// <param name="MediaType">As the server names it, in lower case; empty where it names none.</param>
/// <param name="Charset">The encoding as the server names it, or null.</param>
/// <param name="Content">Its octets, without compression.</param>
/// <param name="IsCut">Whether there is, or should have been, more of it.</param>
public sealed record WebDocument(Uri Address, string MediaType, string? Charset, ReadOnlyMemory<byte> Content, bool IsCut);
