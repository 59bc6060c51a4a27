package api

import (
	"context"

	"quoth/news"
)

type timelineInput struct {
	Q      string `query:"q" doc:"what is counted, in the language of docs/query.md"`
	Period string `query:"period" enum:"day,month,year" doc:"by what; without it by one that suits the time it spans"`
}

type surveyInput struct {
	Q string `query:"q" doc:"what is looked at, in the language of docs/query.md"`
}

type compareInput struct {
	A     string `query:"a" required:"true" minLength:"1" maxLength:"400" doc:"a speaker's name or ID, or an outlet"`
	B     string `query:"b" required:"true" minLength:"1" maxLength:"400" doc:"another one of the same sort"`
	About string `query:"about" doc:"on what, in the language of docs/query.md"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"most rows, the newest"`
}

func (s *server) addAnswers() {
	get[timelineBody](s, operation{
		ID: "timeline", Path: "/timeline", Summary: "How many statements were made when",
		Example: example{Query: []pair{{"q", "by:Mota"}, {"period", "day"}}, Python: "for p in answer[\"points\"]:\n    print(p[\"key\"], p[\"n\"])"},
	}, s.timeline)
	get[surveyBody](s, operation{
		ID: "survey", Path: "/survey", Summary: "Who and what is among the statements that a query finds",
		About:   "The foremost speakers, outlets, forms, modes and kinds of the newest of them: ways to ask for less.",
		Example: example{Query: []pair{{"q", "hours"}}, Python: "for c in answer[\"speakers\"]:\n    print(c[\"label\"], c[\"n\"])"},
	}, s.survey)
	get[comparisonBody](s, operation{
		ID: "compare", Path: "/compare", Summary: "Two speakers, or two outlets, side by side",
		Example: example{Query: []pair{{"a", "Mota"}, {"b", "Yolanda Pech"}}, Python: "for row in answer[\"rows\"]:\n    for side in (\"a\", \"b\"):\n        if row[side]:\n            print(row[\"day\"], side, row[side][\"content\"][\"text\"])"},
	}, s.compare)
	get[statsBody](s, operation{
		ID: "stats", Path: "/stats", Summary: "The record summed up",
		Example: example{Python: `print(answer["articles"], "articles,", answer["statements"], "statements")`},
	}, s.stats)
}

func (s *server) timeline(ctx context.Context, in *timelineInput) (any, error) {
	q, err := parse("q", in.Q)
	if err != nil {
		return nil, err
	}
	return s.record.Timeline(ctx, q, news.Period(in.Period))
}

func (s *server) survey(ctx context.Context, in *surveyInput) (any, error) {
	q, err := parse("q", in.Q)
	if err != nil {
		return nil, err
	}
	return s.record.Survey(ctx, q)
}

func (s *server) compare(ctx context.Context, in *compareInput) (any, error) {
	q, err := parse("about", in.About)
	if err != nil {
		return nil, err
	}
	return s.record.Compare(ctx, in.A, in.B, q, in.Limit)
}

func (s *server) stats(ctx context.Context, _ *struct{}) (any, error) {
	all, err := s.record.Stats(ctx)
	all.Place = "" // on this machine, which is nobody's business
	return all, err
}
