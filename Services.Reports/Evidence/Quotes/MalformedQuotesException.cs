using System.Globalization;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>A price file that is not what it should be; the reason names the line where there is one.</summary>
internal sealed class MalformedQuotesException : SourceFailedException
{
    public MalformedQuotesException(Wording reason)
        : base(reason)
    {
    }

    public MalformedQuotesException(int line, Wording reason)
        : base(new Wording(string.Create(CultureInfo.InvariantCulture, $"第 {line} 行：{reason.Zh}"), string.Create(CultureInfo.InvariantCulture, $"line {line}: {reason.En}"))) =>
        (Line, Detail) = (line, reason);

    /// <param name="pointer">Where in a JSON document.</param>
    /// <param name="reason">What is wrong there.</param>
    public MalformedQuotesException(string pointer, Wording reason)
        : base(new Wording($"{pointer}：{reason.Zh}", $"{pointer}: {reason.En}"))
    {
    }

    /// <summary>The line, or null.</summary>
    public int? Line { get; }

    /// <summary>What is wrong in that line.</summary>
    public Wording? Detail { get; }
}
