namespace Nanobot.Evaluation;

/// <summary>The evaluation cannot go on, or a case cannot be tried.</summary>
internal sealed class EvaluationFailedException(string message, Exception? inner = null) : Exception(message, inner);
