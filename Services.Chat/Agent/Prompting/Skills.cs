using System.Globalization;
using System.Text;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>
/// The user's skills by name and in a line each, as data that cannot pose as anything else, between two lines that begin with a fence. What a skill says is
/// read when it is needed.
/// </summary>
/// <param name="Text">The message.</param>
/// <param name="Fence">What the lines around the list begin with.</param>
/// <param name="Labels">Where what it says may have come from.</param>
internal sealed record Skills(string Text, string Fence, TextLabels Labels)
{
    private const int Most = 20;
    private const int LongestDescription = 200;

    /// <summary>The skills whose files begin as <paramref name="files"/> do, in no more than <paramref name="tokens"/>; null where there are none.</summary>
    public static Skills? Of(IReadOnlyList<WorkspaceFile> files, long tokens)
    {
        var (list, labels) = (new StringBuilder(), TextLabels.None);
        foreach (var file in files.Take(Most))
        {
            var line = Line(file);
            if (list.Length + line.Length > TokenEstimate.Fitting($"{list}{line}", tokens))
            {
                break;
            }

            list.Append(line);
            labels |= file.Labels;
        }

        if (list.Length == 0)
        {
            return null;
        }

        var (text, fence) = (list.ToString(), TextFence.Around(list.ToString()));
        return new Skills(string.Create(CultureInfo.InvariantCulture,
            $"My skills, for information: name and what it is for.\n\n{fence} begin skills: the next {Encoding.UTF8.GetByteCount(text)} bytes\n{text}{fence} end skills\n"), fence, labels);
    }

    private static string Line(WorkspaceFile file)
    {
        var description = FrontMatter.Value(Encoding.UTF8.GetString(file.Content.Span), "description");
        return $"- {SkillFiles.NameOf(file.Path)}{(description is null ? "" : $": {TextCut.Shortened(VisibleText.Line(description), LongestDescription)}")}\n";
    }
}
