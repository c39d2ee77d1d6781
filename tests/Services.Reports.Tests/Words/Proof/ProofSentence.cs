namespace Nanobot.Services.Reports.Tests.Words.Proof;

/// <summary>A sentence and its places that can be made wrong.</summary>
internal sealed record ProofSentence(string Template, IReadOnlyList<ProofPiece> Pieces)
{
    public override string ToString() => string.Concat(Pieces.Select(static piece => piece.Text));

    /// <summary>The same with another text in one place.</summary>
    public string With(int place, string text) => string.Concat(Pieces.Select((piece, index) => index == place ? text : piece.Text));
}

/// <summary>A part of a sentence.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Kind">What it is: C, P, sA … as in <see cref="Prose"/>; empty for words between.</param>
/// <param name="IsSecond">Whether it is of the second quote.</param>
internal sealed record ProofPiece(string Text, string Kind, bool IsSecond);
