using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>The answer is in the language of the question. Lines that are quoted from what was read, and names of files, count for neither.</summary>
internal sealed partial class LanguageEvaluator() : CaseEvaluator("language")
{
    public override bool Applies(Expectation expectation) => expectation.Language && expectation.Schema is null;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls)
    {
        var own = string.Join('\n', answer.Split('\n').Where(line => line.Trim() is { Length: > 0 } text && !context.Evidence.Contains(text, StringComparison.Ordinal)));
        var counted = FileName().Replace(own.Length > 0 ? own : answer, " ");
        var (chinese, latin) = (counted.Count(static letter => letter is >= '\u4e00' and <= '\u9fff'), Words(counted));
        return context.Case.Language switch
        {
            _ when chinese + latin == 0 => "the answer has no words",
            "zh" => chinese > latin ? null : $"{chinese} Chinese characters beside {latin} Latin words",
            _ => latin > chinese ? null : $"{latin} Latin words beside {chinese} Chinese characters",
        };
    }

    private static int Words(string text) => text.Split([' ', '\n', '\t', '.', ',', ':', ';', '(', ')', '/', '（', '）', '，', '。', '：'], StringSplitOptions.RemoveEmptyEntries)
        .Count(static word => word.Any(char.IsAsciiLetter));

    [GeneratedRegex(@"[\w/-]+\.[A-Za-z]{2,5}\b")]
    private static partial Regex FileName();
}
