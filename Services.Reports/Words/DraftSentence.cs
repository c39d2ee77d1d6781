using Nanobot.Services.Reports.Words.Checking;

namespace Nanobot.Services.Reports.Words;

/// <summary>A sentence of the model, and what is wrong with it.</summary>
/// <param name="Text">With its citations.</param>
/// <param name="Fault">Null where it holds.</param>
internal sealed record DraftSentence(string Text, Fault? Fault);
