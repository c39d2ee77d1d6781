using System.Text;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Core.Problems;

/// <summary>An exception and what caused it on one line for a log, without what others sent or wrote.</summary>
public static class ExceptionReason
{
    private const int MostCauses = 5;
    private const int Longest = 1000;

    /// <summary>The types and messages, from the outermost to its causes.</summary>
    /// <param name="exception">The exception; null adds nothing.</param>
    /// <param name="start">What stands before them.</param>
    public static string Of(Exception? exception, string start = "")
    {
        var reason = new StringBuilder(start);
        var hidden = false;
        for (var (cause, count) = (exception, 0); cause is not null && count < MostCauses; (cause, count) = (cause.InnerException, count + 1))
        {
            reason.Append(reason.Length > 0 ? " < " : "").Append(cause.GetType().Name);
            if (!hidden)
            {
                reason.Append(": ").Append(cause.Message);
            }

            hidden |= cause is IRefused { HidesCause: true };
        }

        return TextCut.Beginning(reason.ToString(), Longest).ReplaceLineEndings(" ");
    }
}
