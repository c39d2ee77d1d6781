namespace Nanobot.Architecture.Tests.Directions;

/// <summary>That code of one namespace names something of another, with the first pair of files that shows it.</summary>
internal sealed record Arrow(string From, string To, string FromFile, string ToFile)
{
    public override string ToString() => $"{From} -> {To}: {FromFile} names what {ToFile} declares";
}
