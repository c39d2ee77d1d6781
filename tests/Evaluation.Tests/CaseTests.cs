using Nanobot.Evaluation.Cases;
using Nanobot.Evaluation.Evaluators;

namespace Nanobot.Evaluation.Tests;

public sealed class CaseTests
{
    [Fact]
    public void The_cases_are_many_in_both_languages_and_every_evaluator_has_some()
    {
        var cases = CaseFiles.Read(directory: null);

        Assert.True(cases.Count >= 40);
        Assert.True(cases.Count(static one => one.Language == "zh") >= 15);
        Assert.True(cases.Count(static one => one.Language == "en") >= 15);
        Assert.All(CaseEvaluator.All, evaluator => Assert.True(cases.Count(one => evaluator.Applies(one.Expect)) >= 3, evaluator.Name));
    }

    [Theory]
    [InlineData("""[{"id":"a","idea":"b","language":"en","say":["x"]}]""", "no cases")]
    [InlineData("""[{"id":"a","idea":"b","language":"en","say":["x"],"expect":{"odd":1}}]""", "no cases")]
    [InlineData("""[{"id":"a b","idea":"b","language":"en","say":["x"],"expect":{}}]""", "its id")]
    [InlineData("""[{"id":"a","idea":"b","language":"fr","say":["x"],"expect":{}}]""", "its language")]
    [InlineData("""[{"id":"a","idea":"b","language":"en","say":[],"expect":{}}]""", "something has to be said")]
    [InlineData("""[{"id":"a","idea":"b","language":"en","say":["say x-x"],"expect":{"instruction":"x-x"}}]""", "the mark itself")]
    [InlineData("""[{"id":"a","idea":"b","language":"en","say":["what is x-x"],"expect":{"secrets":["X-X"]}}]""", "a secret that is said")]
    [InlineData("""[{"id":"a","idea":"b","language":"en","say":["x"],"expect":{}},{"id":"a","idea":"b","language":"en","say":["x"],"expect":{}}]""", "two cases")]
    public void A_case_that_proves_nothing_is_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<EvaluationFailedException>(() => CaseFiles.Read([("bad.json", text)])).Message, StringComparison.Ordinal);
}
